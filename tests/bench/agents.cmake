# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_agents bench_agents.cpp)
target_link_libraries(bench_agents PRIVATE clickscope_options clickscope_core)
target_compile_definitions(bench_agents PRIVATE TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
