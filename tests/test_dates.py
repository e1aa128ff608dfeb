"""Date phrases: what they mean on Monday, 6 January 2020, and which are none."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractors
from extractors.dates import find, resolve

MONDAY = dt.date(2020, 1, 6)
FILES = Path(extractors.__file__).with_name("languages")

# phrase in its words | first day | precision; `-` for what must give nothing
ENGLISH = """
on Monday | 2020-01-06 | day
on Sunday | 2020-01-05 | day
Tuesday | 2019-12-31 | day
last Friday | 2020-01-03 | day
last Monday | 2019-12-30 | day
next Monday | 2020-01-13 | day
next Tuesday | 2020-01-07 | day
this Friday | 2020-01-10 | day
Monday evening | 2020-01-06 | day
late Sunday night | 2020-01-05 | day
yesterday | 2020-01-05 | day
yesterday, Sunday | 2020-01-05 | day
yesterday morning | 2020-01-05 | day
the day before yesterday | 2020-01-04 | day
today | 2020-01-06 | day
tomorrow | 2020-01-07 | day
last night | 2020-01-05 | day
earlier this week | 2020-01-06 | week
last week | 2019-12-30 | week
next week | 2020-01-13 | week
this month | 2020-01-01 | month
last month | 2019-12-01 | month
late last year | 2019-01-01 | year
last year | 2019-01-01 | year
next year | 2021-01-01 | year
two days ago | 2020-01-04 | day
10 days ago | 2019-12-27 | day
a week ago | 2019-12-30 | week
three weeks ago | 2019-12-16 | week
a month ago | 2019-12-01 | month
two years ago | 2018-01-01 | year
a fortnight ago | 2019-12-23 | week
over the past two months | 2019-11-01 | month
in the last three years | 2017-01-01 | year
the past three days | 2020-01-03 | week
in early January | 2020-01-01 | month
in March | 2019-03-01 | month
since December | 2019-12-01 | month
last May | 2019-05-01 | month
next March | 2020-03-01 | month
June last year | 2019-06-01 | month
March 2011 | 2011-03-01 | month
mid-March 2011 | 2011-03-01 | month
Sept. 2001 | 2001-09-01 | month
on 5 January 2020 | 2020-01-05 | day
January 5th, 2020 | 2020-01-05 | day
the 5th of January 2020 | 2020-01-05 | day
Saturday, Jan. 4, 2020 | 2020-01-04 | day
Saturday 4 January | 2020-01-04 | day
Jan. 3 | 2020-01-03 | day
since September 11, 2001 | 2001-09-11 | day
Since September 11 | 2019-09-11 | day
Sept. 11 | 2019-09-11 | day
December 25 | 2019-12-25 | day
20 January | 2020-01-20 | day
the first of January | 2020-01-01 | day
the 3rd of this month | 2020-01-03 | day
3-5 May | 2019-05-03 | week
between 3 and 20 May 2019 | 2019-05-03 | month
May 3-5, 2019 | 2019-05-03 | week
in 2003 | 2003-01-01 | year
by the end of 2005 | 2005-01-01 | year
2020-01-04 | 2020-01-04 | day
31/12/2019 | 2019-12-31 | day
the night of 3-4 March | 2020-03-03 | day
the night of March 3-4, 2019 | 2019-03-03 | day
the night of Saturday to Sunday | 2020-01-04 | day
overnight Saturday to Sunday | 2020-01-04 | day
mid-2019 | 2019-01-01 | year
Sept. 11, 2001 | 2001-09-11 | day
2 weeks ago | 2019-12-23 | week
the Sunday before last | 2019-12-29 | day
the week before last | 2019-12-23 | week
the year before last | 2018-01-01 | year
the week after next | 2020-01-20 | week
Tuesday of last week | 2019-12-31 | day
Tuesday last week | 2019-12-31 | day
from 28 December to 3 January | 2019-12-28 | week
from December 28, 2019 to January 3, 2020 | 2019-12-28 | week
between 28 December and 3 January 2019 | 2018-12-28 | week
from May 2 to May 5 | 2019-05-02 | week
May 2nd-5th, 2019 | 2019-05-02 | week
from Saturday to Monday | 2020-01-04 | week
between Friday and Sunday | 2020-01-03 | week
between 2015 and 2018 | 2015-01-01 | year
from 2003 to 2011 | 2003-01-01 | year
between March and June 2019 | 2019-03-01 | month
January and February 2019 | 2019-01-01 | month
the first quarter of 2019 | 2019-01-01 | year
the second half of last year | 2019-01-01 | year
the summer of 2014 | 2014-01-01 | year
late 2012 | 2012-01-01 | year
at the end of 2013 | 2013-01-01 | year
the year 2000 | 2000-01-01 | year
early Monday | 2020-01-06 | day
late on Sunday | 2020-01-05 | day
on Saturday night | 2020-01-04 | day
last Thursday evening | 2020-01-02 | day
earlier this month | 2020-01-01 | month
early next year | 2021-01-01 | year
Sunday, January 5 | 2020-01-05 | day
Sunday (Jan 5) | 2020-01-05 | day
the fifth of January, 2020 | 2020-01-05 | day
January the fifth | 2020-01-05 | day
the Fourth of July | 2019-07-04 | day
the 17th of last month | 2019-12-17 | day
the third of this month | 2020-01-03 | day
January 5 last year | 2019-01-05 | day
12/31/2019 | 2019-12-31 | day
31.12.2019 | 2019-12-31 | day
01/01/2020 | 2020-01-01 | day
ten days ago | 2019-12-27 | day
fifteen days ago | 2019-12-22 | day
twenty years ago | 2000-01-01 | year
about two weeks ago | 2019-12-23 | week
this coming Friday | 2020-01-10 | day
last weekend | 2020-01-04 | week
over the weekend | 2020-01-04 | week
tomorrow, Tuesday | 2020-01-07 | day
the day after tomorrow | 2020-01-08 | day
yesterday evening | 2020-01-05 | day
two nights ago | 2020-01-04 | day
earlier today | 2020-01-06 | day
last January | 2019-01-01 | month
March of 2011 | 2011-03-01 | month
June 1967 | 1967-06-01 | month
Friday, 15 Ramadan 1441 | 2020-05-08 | day
last Ramadan | 2019-05-06 | month
the first week of January | 2020-01-01 | month
early on Friday | 2020-01-03 | day
the 27th of December | 2019-12-27 | day
Thursday, March 20, 2003 | 2003-03-20 | day
in early December 2017 | 2017-12-01 | month
at the beginning of October | 2019-10-01 | month
in late October | 2019-10-01 | month
next April | 2020-04-01 | month
in the past three months | 2019-10-01 | month
over the last three years | 2017-01-01 | year
since 2011 | 2011-01-01 | year
Wednesday, 8 January | 2020-01-08 | day
later this week | 2020-01-06 | week
later this year | 2020-01-01 | year
September 14 | 2019-09-14 | day
14 Sept 2019 | 2019-09-14 | day
Thursday, Dec. 12 | 2019-12-12 | day
by the end of next year | 2021-01-01 | year
overnight on 15-16 July 2016 | 2016-07-15 | day
late last night | 2020-01-05 | day
3, 4 and 5 May 2019 | 2019-05-03 | week
this weekend | 2020-01-04 | week
this coming weekend | 2020-01-11 | week
since the start of the year | 2020-01-01 | year
Nov-Dec 2018 | 2018-11-01 | month
from November to February 2019 | 2018-11-01 | month
between December and February | 2019-12-01 | month
the Sept. 11, 2001, attacks | 2001-09-11 | day
Ramadan 1441 | 2020-04-24 | month
You may go in peace | -
They march on | -
He will March | -
May said no | -
a second | -
2,000 | -
in 2,003 cases | -
yesterday, Saturday | -
Saturday, 5 January 2020 | -
31 February 2019 | -
30-31 February 2019 | -
4/1/2020 | -
Good Friday | -
The Sunday Times | -
every Friday | -
on Fridays | -
several days ago | -
two days before | -
two days later | -
the last week of the campaign | -
the 1990s | -
in the early 1990's | -
3% May | -
overnight | -
the second round | -
the late 1980s | -
the March of Return | -
The talks may begin soon | -
2020 soldiers | -
a force of 2000 troops | -
from 1800 GMT | -
resolution 1701 | -
24/7 since 9/11 | -
5/3/2021 | -
Sunday, March 20, 2003 | -
the Sept. 11 attacks | -
the October 7 attack | -
the January 25 revolution | -
the March 14 alliance | -
Black September | -
the first Monday of the month | -
the following Monday | -
on that Sunday | -
the previous week | -
every Monday | -
Monday through Friday | -
more than two years ago | -
about ten days ago | -
a few days ago | -
a day earlier | -
the same day | -
the first quarter | -
within two weeks | -
during Ramadan | -
in March of that year | -
5 March of the same year | -
the Friday Mosque | -
"""

ARABIC = """
2020-01-05 | day | أمس الأحد
2020-01-05 | day | أمس، الأحد
2020-01-05 | day | أمس
2020-01-05 | day | أَمسِ
2020-01-05 | day | بالأمس
2020-01-05 | day | مساء أمس
2020-01-05 | day | يوم أمس
2020-01-04 | day | أول أمس السبت
2020-01-04 | day | أمس الأول
2020-01-04 | day | يوم السبت
2020-01-04 | day | السبت الماضي
2019-12-30 | day | الاثنين الماضي
2020-01-06 | day | اليوم الاثنين
2020-01-06 | day | صباح اليوم
2020-01-06 | day | الإثنين
2020-01-07 | day | غداً
2020-01-07 | day | غدا الثلاثاء
2020-01-08 | day | بعد غد
2020-01-05 | day | استقبل الوزير الأحد وفدا من الحزب
2020-01-05 | day | والأحدَ
2020-01-03 | day | فجر الجمعة
2020-01-02 | day | مساء الخميس
2020-01-01 | day | الأربعاء ليلا
2020-01-13 | day | الاثنين المقبل
2020-01-07 | day | يوم الثلاثاء القادم
1990-08-02 | day | ٢ آب/أغسطس ١٩٩٠
1990-08-02 | day | 2 آب (أغسطس) 1990
2020-01-05 | day | 5 كانون الثاني 2020
2020-01-04 | day | السبت 4 كانون الثاني/يناير 2020م
2020-01-04 | day | يوم السبت الموافق 4 يناير 2020
2020-01-03 | day | 3 كانون الثاني
2020-01-03 | day | الثالث من كانون الثاني الماضي
2019-12-17 | day | الـ17 من ديسمبر الماضي
2019-10-25 | day | الخامس والعشرين من تشرين الأول
2020-01-04 | day | الرابع من الشهر الجاري
2020-01-04 | day | السبت 4 الجاري
2019-03-20 | day | 20 مارس من العام الماضي
2019-12-10 | day | 10 دجنبر 2019
2019-05-01 | day | 1 ماي 2019
2020-01-05 | day | ٢٠٢٠/١/٥
2020-01-04 | day | 4/1/2020
2019-05-03 | week | من 3 إلى 5 مايو 2019
2019-05-03 | week | بين 3 و5 أيار
2020-01-04 | day | قبل يومين
2020-01-03 | day | قبل ثلاثة أيام
2019-12-22 | day | قبل 15 يوما
2020-01-05 | day | قبل يوم واحد
2019-12-23 | week | منذ أسبوعين
2019-01-01 | year | قبل عام
2017-01-01 | year | قبل ثلاث سنوات
2019-11-01 | month | خلال الشهرين الماضيين
2019-07-01 | month | الأشهر الستة الماضية
2019-12-30 | week | الأسبوع الماضي
2020-01-06 | week | هذا الأسبوع
2020-01-13 | week | الأسبوع المقبل
2020-01-01 | month | الشهر الجاري
2019-12-01 | month | أواخر الشهر الماضي
2019-01-01 | year | العام الماضي
2019-01-01 | year | السنة الماضية
2020-01-01 | year | مطلع العام الجاري
2003-01-01 | year | عام 2003
2003-01-01 | year | منذ عام ٢٠٠٣
2003-01-01 | year | في 2003
2020-01-01 | month | في يناير 2020
2019-10-01 | month | تشرين الأول الماضي
2019-03-01 | month | في مارس
2019-03-01 | month | في آذار من العام الماضي
2011-02-01 | month | شهر شباط 2011
2019-12-27 | day | قبل عشرة أيام
2020-01-04 | day | ليل السبت الأحد
2020-01-04 | day | ليل السبت - الأحد
2020-01-04 | day | ليلة السبت/الأحد
2020-01-04 | day | ليلة السبت إلى الأحد
2020-01-06 | day | فجر اليوم
2020-01-02 | day | مساء الخميس الماضي
2020-01-01 | month | في وقت سابق من هذا الشهر
2021-01-01 | year | مطلع العام المقبل
2019-01-01 | year | الربع الأول من عام 2019
2015-01-01 | year | العام 2015
2020-03-03 | day | في الثالث من آذار
2021-03-05 | day | بتاريخ 5/3/2021
2020-01-05 | day | بتاريخ 5/1/2020م
2020-01-05 | day | يوم 5 / 1 / 2020
2020-01-05 | day | 05-01-2020
2019-03-15 | day | 15 مارس/آذار من العام الماضي
2019-12-28 | week | من 28 كانون الأول إلى 3 كانون الثاني
2019-12-28 | week | بين 28 ديسمبر و3 يناير 2020
2018-11-30 | day | ليل 30 تشرين الثاني - 1 كانون الأول 2018
2019-05-03 | day | ليلة 3-4 أيار 2019
2020-01-04 | week | يومي السبت والأحد
2020-01-04 | week | من السبت إلى الاثنين
2020-01-03 | week | بين الجمعة والأحد
2019-12-29 | day | الأحد قبل الماضي
2019-12-23 | week | الأسبوع قبل الماضي
2018-01-01 | year | العام قبل الماضي
2019-11-01 | month | الشهر ما قبل الماضي
2020-01-04 | day | الليلة قبل الماضية
2020-01-05 | day | الليلة الماضية
2019-01-01 | year | أواخر 2019
2014-01-01 | year | صيف 2014
2011-01-01 | year | ربيع عام 2011
2013-01-01 | year | نهاية العام 2013
2015-01-01 | year | بين عامي 2015 و2018
2015-01-01 | year | بين 2015 و2018
2019-03-01 | month | بين آذار وحزيران 2019
2019-01-01 | month | في كانون الثاني/يناير وشباط/فبراير 2019
2019-05-01 | month | شهر ماي الماضي
2019-06-01 | month | جوان الماضي
2019-08-01 | month | أوت المنصرم
2018-08-20 | day | 20 غشت 2018
2019-07-05 | day | 5 جويلية 2019
2019-02-22 | day | 22 فيفري الماضي
2019-01-01 | month | جانفي 2019
2019-04-02 | day | الثاني من أفريل 2019
2013-06-30 | day | 30 يونيه 2013
1952-07-23 | day | 23 يوليه سنة 1952
2020-01-05 | day | امبارح
2019-12-22 | day | قبل خمسة عشر يوما
2019-12-17 | day | قبل عشرين يوما
1995-01-01 | year | قبل خمسة وعشرين عاما
2000-01-01 | year | قبل 20 سنة
2019-12-23 | week | قبل نحو أسبوعين
2019-10-01 | month | قبل حوالي ثلاثة أشهر
2019-01-01 | year | قبل عام من الآن
2019-12-31 | day | الثلاثاء من الأسبوع الماضي
2020-01-06 | day | صباح اليوم الاثنين
2020-01-05 | day | مساء أمس الأحد
2020-01-04 | day | أول من أمس السبت
2020-01-08 | day | بعد غد الأربعاء
2020-01-07 | day | صباح غد الثلاثاء
2020-01-12 | day | الأحد المقبل
2020-01-20 | week | الأسبوع بعد المقبل
2020-01-10 | day | يوم الجمعة 10 كانون الثاني الجاري
2019-12-25 | day | 25 الشهر الماضي
2020-01-03 | day | الثالث من هذا الشهر
2020-01-03 | day | 3 من الجاري
2020-01-01 | month | الأسبوع الأول من كانون الثاني الجاري
2019-01-01 | year | النصف الثاني من العام الماضي
2020-01-04 | day | السبت 9 جمادى الأولى 1441 هـ الموافق 4 يناير 2020
2009-01-03 | day | السبت 6 محرم 1430 هـ الموافق 3 يناير 2009م
2020-05-08 | day | الجمعة 15 رمضان 1441هـ
2020-05-06 | week | 15 رمضان 1441هـ
2019-05-06 | month | رمضان الماضي
2001-09-11 | day | 11 أيلول/سبتمبر 2001
2020-01-04 | week | اليومين الماضيين
2020-01-02 | week | الأيام الأربعة الماضية
2020-01-03 | week | عطلة نهاية الأسبوع الماضي
2003-01-01 | year | منذ العام ٢٠٠٣
2020-01-01 | year | هذا العام
2019-11-29 | day | التاسع والعشرين من نوفمبر/تشرين الثاني الماضي
2018-05-01 | month | أيار (مايو) 2018
1973-10-06 | day | السادس من تشرين الأول عام 1973
2019-12-31 | day | في الحادي والثلاثين من كانون الأول الماضي
2020-01-05 | day | بعد ظهر الأحد
2020-01-06 | day | ظهر اليوم
2020-01-04 | day | يوم السبت الماضي
2020-01-03 | day | في ساعة مبكرة من فجر الجمعة
2019-12-29 | day | الأحد ما قبل الماضي
2003-03-20 | day | في العشرين من آذار/مارس 2003
2003-04-09 | day | في 9 نيسان (أبريل) 2003
1990-08-02 | day | يوم الخميس 2 آب 1990
2015-07-14 | day | بتاريخ 14/7/2015
2015-07-14 | day | في 2015-07-14
2018-05-08 | day | في الثامن من أيار عام 2018
2017-12-01 | month | في كانون الأول من العام 2017
2019-10-01 | month | مطلع تشرين الأول الماضي
2019-10-01 | month | منذ بداية أكتوبر الماضي
2019-11-01 | month | في تشرين الثاني من العام المنصرم
2020-04-01 | month | في نيسان المقبل
2019-10-01 | month | خلال الأشهر الثلاثة الأخيرة
2017-01-01 | year | خلال السنوات الثلاث الماضية
2018-01-01 | year | خلال العامين الماضيين
2019-12-16 | week | منذ ثلاثة أسابيع
2019-12-31 | day | منذ 6 أيام
2020-01-06 | day | في هذا اليوم
2020-01-06 | week | في وقت لاحق من هذا الأسبوع
2020-01-01 | year | في وقت لاحق من العام الجاري
2019-09-14 | day | في 14 أيلول/سبتمبر الماضي
2019-07-01 | month | في جويلية الفائت
2019-08-01 | month | في غشت الماضي
2019-03-22 | week | يومي 22 و23 مارس 2019
2019-01-01 | year | في الربع الثالث من العام الماضي
2021-01-01 | year | بحلول نهاية العام القادم
2019-08-25 | week | أيام 25 و26 و27 أوت الماضي
2019-12-05 | week | بين الخامس والعاشر من كانون الأول
2020-01-04 | week | يومي السبت والأحد الماضيين
2020-01-04 | day | في الليلة الفاصلة بين السبت والأحد
2020-01-01 | year | منذ مطلع العام
2019-06-01 | month | شهر جوان لسنة 2019
2019-03-01 | month | مارس الفارط
2019-01-01 | month | يناير (كانون الثاني) وفبراير (شباط) من العام الماضي
1990-08-02 | day | 2 آب – أغسطس 1990
2011-01-25 | day | ثورة 25 يناير 2011
2020-04-24 | month | شهر رمضان 1441
- | - | أمس السبت
- | - | اليوم الأحد
- | - | الأحد 4 كانون الثاني 2020
- | - | ٢ آب/تموز ١٩٩٠
- | - | 31 شباط 2019
- | - | غداة الانتخابات
- | - | أحد الجنود
- | - | الأحد عشر
- | - | صلاة الجمعة
- | - | اليوم التالي
- | - | في ذلك اليوم
- | - | الأمين العام الحالي
- | - | مارس الضغوط
- | - | آب إلى وطنه
- | - | عام 1441
- | - | قبل أيام
- | - | قبل يومين من الانتخابات
- | - | بعد يومين
- | - | خمسة آلاف جندي
- | - | الدقيقة الثانية
- | - | التسعينيات
- | - | الربع الأول
- | - | قبل أكثر من عامين
- | - | قبل عام ونصف
- | - | قبل عام 2003
- | - | بعد عام 2003
- | - | قبل أسبوع من الانتخابات
- | - | قبل نحو عام من الانتخابات
- | - | قبل نحو عشرة أيام
- | - | خلال أيام
- | - | القرار 2254
- | - | 2020 جنديا
- | - | في 2020 مدرسة
- | - | 15/9/1441
- | - | يوم الأحد 2 آب 1990
- | - | في شهر رمضان
- | - | رمضان قديروف
- | - | يوم الأرض
- | - | لم يصب أحد
- | - | غيث عبد الأحد
- | - | سوق السبت
- | - | إمام الجمعة
- | - | الجمعة من كل أسبوع
- | - | أيام الجمعة والسبت
- | - | الأحد الأول من كل شهر
- | - | الاثنين معا
- | - | غداة السبت
- | - | عشية الأحد
- | - | قوى 14 آذار
- | - | ثورة 25 يناير
- | - | هجمات 11 سبتمبر
- | - | أيلول الأسود
- | - | مدينة 6 أكتوبر
- | - | الأمس القريب
- | - | رأي اليوم
- | - | لليوم الثالث على التوالي
- | - | تيار الغد
- | - | في آذار من العام نفسه
- | - | 5 آذار من ذلك العام
- | - | مارس 2000 شخص الرياضة
"""


def rows(table: str, phrase_first: bool) -> list[tuple[str, str, str]]:
    found = []
    for line in table.strip().splitlines():
        parts = [part.strip() for part in line.split(" | ")]
        phrase, value = (parts[0], parts[1:]) if phrase_first else (parts[-1], parts[:-1])
        found.append((phrase, value[0], value[-1]))
    return found


FRAMES = {
    "en": ("Troops left, ", ", sources said."),
    "ar": (
        "غادرت القوات، ",
        "، بحسب مصادر.",
    ),
}
CASES = [("en", *row) for row in rows(ENGLISH, True)] + [("ar", *row) for row in rows(ARABIC, False)]


def meaning(text: str, lang: str, reference: dt.date | None = MONDAY, *, ahead: bool = False) -> str | None:
    got = resolve(text, lang, reference, ahead=ahead)
    return got and f"{got.value} {got.precision}"


@pytest.mark.parametrize(("lang", "phrase", "value", "precision"), CASES)
def test_a_phrase_means_this_on_monday(lang: str, phrase: str, value: str, precision: str) -> None:
    assert meaning(phrase, lang) == (None if value == "-" else f"{value} {precision}")


@pytest.mark.parametrize(("lang", "phrase", "value", "precision"), CASES)
def test_what_is_found_alone_means_the_same_in_a_sentence(lang: str, phrase: str, value: str, precision: str) -> None:
    if value == "-":
        return
    before, after = FRAMES[lang]
    sentence = before + phrase + after
    ((start, end),) = find(sentence, lang)
    assert len(before) <= start < end <= len(before) + len(phrase)
    assert meaning(sentence[start:end], lang) == f"{value} {precision}"


@pytest.mark.parametrize(
    ("lang", "phrase", "value"),
    [
        ("en", "on Monday", None),
        ("en", "last week", None),
        ("en", "Jan. 3", None),
        ("en", "3 January 2020", "2020-01-03 day"),
        ("en", "2020-01-03", "2020-01-03 day"),
        ("en", "in 2003", "2003-01-01 year"),
        ("en", "from 28 December to 3 January 2019", "2018-12-28 week"),
        ("en", "3-5 May", None),
        ("ar", "أمس الأحد", None),
        ("ar", "العام الماضي", None),
        ("ar", "3 كانون الثاني 2020", "2020-01-03 day"),
    ],
)
def test_without_the_day_of_the_report_only_full_dates_are_known(lang: str, phrase: str, value: str | None) -> None:
    assert meaning(phrase, lang, None) == value


@pytest.mark.parametrize(
    ("lang", "phrase", "value"),
    [
        ("en", "on Wednesday", "2020-01-08 day"),
        ("en", "on Monday", "2020-01-06 day"),
        ("en", "15 October", "2020-10-15 day"),
        ("en", "in March", "2020-03-01 month"),
        ("en", "last Wednesday", "2020-01-01 day"),
        ("en", "from Monday to Wednesday", "2020-01-06 week"),
        ("en", "at the weekend", "2020-01-11 week"),
        ("ar", "الأربعاء", "2020-01-08 day"),
        ("ar", "في مارس", "2020-03-01 month"),
    ],
)
def test_what_is_planned_lies_ahead(lang: str, phrase: str, value: str) -> None:
    assert meaning(phrase, lang, ahead=True) == value


def test_a_day_just_gone_is_not_that_of_what_is_planned() -> None:
    assert resolve("to sign the pact announced on January 2", "en", MONDAY, ahead=True) is None


def test_all_phrases_of_a_sentence_are_found_in_order() -> None:
    text = "On Sunday, two days after the strike of 3 January, it recalled the vote of March 2011."
    assert [text[a:b] for a, b in find(text, "en")] == ["Sunday", "3 January", "March 2011"]


def test_the_words_of_a_date_are_those_of_the_text_with_their_marks() -> None:
    got = resolve("وصل الوفد يومَ الأحدِ", "ar", MONDAY)
    assert got is not None
    assert got.text == "يومَ الأحدِ"


def test_marks_of_direction_between_the_numbers_of_a_date_are_no_matter() -> None:
    assert meaning("5\u200f/1\u200f/2020", "ar") == "2020-01-05 day"


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("10 Muharram 1441", "2019-09-08 week"),
        ("Tuesday, 10 Muharram 1441", "2019-09-10 day"),
        ("Monday, 10 Muharram 1441", "2019-09-09 day"),
        ("Sunday, 10 Muharram 1441", "2019-09-08 day"),
        ("Friday, 10 Muharram 1441", None),
        ("next Ramadan", "2020-04-24 month"),
        ("this Muharram", None),
    ],
)
def test_the_weekday_tells_which_day_of_a_hijri_month_it_was(phrase: str, value: str | None) -> None:
    assert meaning(phrase, "en") == value


def test_a_language_without_a_file_has_no_dates() -> None:
    assert resolve("le 5 janvier 2020", "fr", MONDAY) is None
    assert find("../en", "../en") == []


def test_every_language_has_the_same_tables() -> None:
    shapes = {}
    for path in FILES.glob("*.dates.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = {pattern["gives"] for pattern in data["pattern"]}
        shapes[path.name] = (frozenset(data), frozenset(data["weekday"]), frozenset(data["month"]), kinds)
    assert len(shapes) >= 2
    assert len(set(map(str, map(sorted, (s[0] for s in shapes.values()))))) == 1
    assert all(shape[1:] == next(iter(shapes.values()))[1:] for shape in shapes.values())


WORDS = [row[0] for row in rows(ENGLISH, True)] + [row[0] for row in rows(ARABIC, False)]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join))
DAYS = st.dates()


@given(TEXTS, st.sampled_from(["ar", "en"]))
def test_spans_are_ordered_apart_and_inside_the_text(text: str, lang: str) -> None:
    spans = find(text, lang)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(TEXTS, st.sampled_from(["ar", "en"]), st.none() | DAYS, st.booleans())
def test_any_text_on_any_day_gives_the_first_day_of_its_stretch(
    text: str, lang: str, day: dt.date | None, ahead: bool
) -> None:
    got = resolve(text, lang, day, ahead=ahead)
    if got is None:
        return
    assert got.value is not None
    assert got.text
    assert got.text in text
    assert got.precision != "year" or (got.value.month, got.value.day) == (1, 1)


@given(st.sampled_from(["Monday", "Wednesday", "Sunday"]), DAYS.filter(lambda d: d.year > 1))
def test_a_bare_weekday_is_within_the_week_before_the_report(name: str, day: dt.date) -> None:
    got = resolve(name, "en", day)
    assert got is not None
    assert got.value is not None
    assert 0 <= (day - got.value).days < 7
    assert f"{got.value:%A}" == name


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)), DAYS)
def test_a_full_date_does_not_depend_on_the_day_of_the_report(date: dt.date, day: dt.date) -> None:
    names = f"{date.day} {date:%B} {date.year}", f"{date:%A}, {date:%B} {date.day}, {date.year}", str(date)
    assert {meaning(name, "en", day) for name in names} == {f"{date} day"}
