// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/scaledstyle.h"

#include "ui/text/textscale.h"

#include <QDialogButtonBox>

int ScaledStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const int pixels = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_SmallIconSize: // fields and lists take it for their own
    case PM_ButtonIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return TextScale::scaled(pixels);
    default: return pixels;
    }
}

int ScaledStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returned) const
{
    return hint == SH_DialogButtonLayout ? static_cast<int>(QDialogButtonBox::GnomeLayout)
                                         : QProxyStyle::styleHint(hint, option, widget, returned);
}
