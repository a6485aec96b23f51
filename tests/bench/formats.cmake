# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Benchmarks are built with the tests but run by hand: numbers depend on the machine.
add_executable(bench_parse bench_parse.cpp)
target_link_libraries(bench_parse PRIVATE clickscope_options clickscope_core Qt6::Test)
add_executable(bench_traffic bench_traffic.cpp)
target_link_libraries(bench_traffic PRIVATE clickscope_options clickscope_core app_traffic Qt6::Test)
