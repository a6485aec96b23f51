# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What a hit says of its visitor.
add_qt_test(tst_referrerclassifier SOURCES tst_referrerclassifier.cpp LABEL unit)
if(TARGET PkgConfig::PSL)
    target_compile_definitions(tst_referrerclassifier PRIVATE CLICKSCOPE_WITH_PSL)
endif()
add_qt_test(tst_burstwatch SOURCES tst_burstwatch.cpp LABEL unit)
add_qt_test(tst_botpolicy SOURCES tst_botpolicy.cpp LIBS Qt6::Network LABEL unit)
add_qt_test(tst_enrichment SOURCES tst_enrichment.cpp LIBS test_geofiles LABEL unit)
