"""Writes the rows of a query as a workbook by XlsxWriter in constant-memory mode: python3 xlsxwriter_peer.py BOOK SQL OUT."""
import sqlite3
import sys
from datetime import datetime

import xlsxwriter

book, sql_path, out = sys.argv[1:4]
setup, query = open(sql_path, encoding='utf8').read().rsplit(';\nSELECT', 1)
db = sqlite3.connect(f'file:{book}?mode=ro', uri=True)
db.executescript(setup + ';')
rows = db.execute('SELECT' + query)
names = [one[0] for one in rows.description]
workbook = xlsxwriter.Workbook(out, {'constant_memory': True, 'strings_to_numbers': False, 'strings_to_formulas': False, 'strings_to_urls': False})
sheet = workbook.add_worksheet('Receipts')
day = workbook.add_format({'num_format': 'yyyy-mm-dd hh:mm:ss'})
money = workbook.add_format({'num_format': '#,##0.00'})
amounts = {'amount', 'credited_amount', 'asked_amount', 'link_asked_amount', 'difference', 'refunded', 'fee', 'net'}
kinds = ['amount' if name in amounts else 'instant' if '_at' in name else 'text' for name in names]
for column, name in enumerate(names):
    sheet.write_string(0, column, name)
sheet.freeze_panes(1, 0)
count = 0
for count, row in enumerate(rows, 1):
    for column, value in enumerate(row):
        if value is None or value == '':
            continue
        kind = kinds[column]
        if kind == 'text':
            sheet.write_string(count, column, value)
        elif kind == 'amount':
            sheet.write_number(count, column, float(value), money)
        else:
            sheet.write_datetime(count, column, datetime.fromisoformat(value[:19]), day)
sheet.autofilter(0, 0, count, len(names) - 1)
workbook.close()
