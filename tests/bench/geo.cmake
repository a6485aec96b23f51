# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_geo bench_geo.cpp)
target_link_libraries(bench_geo PRIVATE clickscope_options clickscope_core Qt6::Network)
target_compile_definitions(bench_geo PRIVATE CLICKSCOPE_GEO_FILE="${CLICKSCOPE_GEO_FILE}")
