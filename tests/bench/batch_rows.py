#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a table of identity cards of nobody: their numbers begin with 99, which no division does.

usage: batch_rows.py COUNT > ROWS.csv
"""
import datetime
import sys

NAMES = '姓名,性别,民族,出生日期,住址,公民身份号码,签发机关,valid_from,valid_until'
WEIGHTS = [2 ** (17 - i) % 11 for i in range(17)]


def number_of(index):
    """One for each index: a day, and three digits, of which the last tells the sex."""
    day = datetime.date(1950, 1, 1) + datetime.timedelta(days=index // 999 % 20000)
    head = f'{990000 + index // (999 * 20000)}{day:%Y%m%d}{index % 999 + 1:03d}'
    check = '10X98765432'[sum(int(digit) * weight for digit, weight in zip(head, WEIGHTS)) % 11]
    return head + check, day, '男' if int(head[-1]) % 2 else '女'


def main():
    print(NAMES)
    for index in range(int(sys.argv[1])):
        number, day, sex = number_of(index)
        print(f'测{index:07d},{sex},汉,{day},江西省新余市渝水区青禾路{index}号,{number},新余市公安局渝水分局,2026-03-09,2046-03-09')


if __name__ == '__main__':
    main()
