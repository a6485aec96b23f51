# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Addresses to places.
foreach(name compactgeo geolookup mmdbgeo subnets)
    add_qt_test(tst_${name} LIBS test_geofiles LABEL unit)
    target_compile_definitions(tst_${name} PRIVATE CLICKSCOPE_GEO_FILE="${CLICKSCOPE_GEO_FILE}"
        CLICKSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endforeach()
