# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Questions about the past: civil time, what is asked, and the judge of the answers.
add_qt_test(tst_referencestats LIBS test_stats LABEL unit)
add_qt_test(tst_timebuckets LIBS test_stats LABEL unit)
add_qt_test(tst_notes LABEL unit)
add_qt_test(tst_statsquery LABEL unit)
add_qt_test(tst_placetext LABEL unit)
add_qt_test(tst_statscsv LABEL unit)
