// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/plaintext.h"

/// A label of one line that gives way: where there is too little room its text ends with an ellipsis, and the
/// tooltip has it whole. Main thread.
class OneLineLabel final : public PlainLabel
{
    Q_OBJECT

public:
    using PlainLabel::PlainLabel;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString shown() const;
};
