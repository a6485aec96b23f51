# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Wire formats, and the traffic that is simulated for them.
foreach(name jsonbody propsbuilder campaign urltext clickid nativeformat nativepixelformat
        sparklyticsformat tsanalyticsformat)
    add_qt_test(tst_${name} LABEL unit)
endforeach()

add_qt_test(tst_trafficmodel LIBS clickscope_traffic LABEL unit)
