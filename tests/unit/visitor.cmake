# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What a hit says of its visitor.
add_qt_test(tst_referrerclassifier LABEL unit)
if(TARGET PkgConfig::PSL)
    target_compile_definitions(tst_referrerclassifier PRIVATE CLICKSCOPE_WITH_PSL)
endif()
add_qt_test(tst_burstwatch LABEL unit)
add_qt_test(tst_botpolicy LIBS Qt6::Network LABEL unit)
add_qt_test(tst_enrichment LIBS test_geofiles LABEL unit)
