# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# How questions about the past are read, and how answers are written.
foreach(name statsparameters statsjson goalbody)
    add_qt_test(tst_${name} LABEL unit)
endforeach()
