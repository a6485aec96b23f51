# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_analytics bench_analytics.cpp)
target_link_libraries(bench_analytics PRIVATE clickscope_options clickscope_app clickscope_core bench_support
                                              SQLite::SQLite3)
