# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Rules of the core that need neither sockets nor files.
foreach(name visitoridentity pipeline ratelimiter requestframer realtimewindow csvwriter daterange visits)
    add_qt_test(tst_${name} LABEL unit)
endforeach()
add_qt_test(tst_network LIBS Qt6::Network LABEL unit)
add_qt_test(tst_commandline LIBS clickscope_app LABEL unit)
target_link_libraries(tst_pipeline PRIVATE Qt6::Network)
