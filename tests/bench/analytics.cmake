# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_analytics bench_analytics.cpp)
target_link_libraries(bench_analytics PRIVATE clickscope_options clickscope_app clickscope_core bench_support
                                              SQLite::SQLite3)
if(BUILD_GUI)
    add_executable(bench_history bench_history.cpp)
    target_link_libraries(bench_history PRIVATE clickscope_options clickscope_app clickscope_ui bench_support)
    add_dependencies(bench_history clickscope)
endif()
