# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Who made a request: rules, names, verdicts.
foreach(name agentcatalog agentrules agentverdict clienthints clientnames literalset patternset useragentparser)
    add_qt_test(tst_${name} LABEL unit)
    target_compile_definitions(tst_${name} PRIVATE TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
endforeach()
