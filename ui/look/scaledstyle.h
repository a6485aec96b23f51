// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

/// Fusion, with signs as large as the size of texts asks for: icons of buttons and fields, marks of boxes to
/// tick.
class ScaledStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ScaledStyle() : QProxyStyle(QStringLiteral("fusion")) { }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    /// What a dialog is for stands on the right in every dialog.
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
};
