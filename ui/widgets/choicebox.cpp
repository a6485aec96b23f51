// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choicebox.h"

#include "ui/text/textscale.h"

#include <QStyleOptionComboBox>
#include <QStylePainter>

QSize ChoiceBox::minimumSizeHint() const
{
    constexpr int kNarrowest = 100; // pixels, at full size of texts
    return {TextScale::scaled(kNarrowest), sizeHint().height()};
}

void ChoiceBox::paintEvent(QPaintEvent *)
{
    constexpr int kMargins = 4; // of the style, left and right of the text
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField,
                                               this);
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight,
                                                  room.width() - kMargins);
    QStylePainter painter(this);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}
