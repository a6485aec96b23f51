# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_agents bench_agents.cpp)
target_link_libraries(bench_agents PRIVATE clickscope_options clickscope_core)
target_compile_definitions(bench_agents PRIVATE TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")

add_executable(bench_pipeline bench_pipeline.cpp)
target_link_libraries(bench_pipeline PRIVATE clickscope_options clickscope_core Qt6::Network)
target_compile_definitions(bench_pipeline PRIVATE TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    CLICKSCOPE_GEO_FILE="${CLICKSCOPE_GEO_FILE}")
