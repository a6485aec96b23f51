# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Questions about the past: civil time, what is asked, and the judge of the answers.
add_qt_test(tst_referencestats SOURCES tst_referencestats.cpp LIBS test_stats LABEL unit)
add_qt_test(tst_timebuckets SOURCES tst_timebuckets.cpp LIBS test_stats LABEL unit)
add_qt_test(tst_statsquery SOURCES tst_statsquery.cpp LABEL unit)
add_qt_test(tst_placetext SOURCES tst_placetext.cpp LABEL unit)
add_qt_test(tst_statscsv SOURCES tst_statscsv.cpp LABEL unit)
