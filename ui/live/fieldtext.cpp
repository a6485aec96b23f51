// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/fieldtext.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"

#include <QMimeData>
#include <QTextCursor>
#include <QTextDocumentFragment>
#include <QTextOption>

#include <cmath>

FieldText::FieldText(const QString &text, QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::ClickFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFont(Type::body());
    viewport()->setAutoFillBackground(false);
    viewport()->setCursor(Qt::IBeamCursor);
    document()->setDocumentMargin(0);
    QTextOption option(isRightToLeft() ? Qt::AlignRight | Qt::AlignAbsolute
                                       : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDefaultTextOption(option);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setPlainText(text);
}

QSize FieldText::sizeHint() const
{
    return {0, static_cast<int>(std::ceil(document()->size().height()))};
}

void FieldText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    setFixedHeight(sizeHint().height()); // lines depend on the width
}

QMimeData *FieldText::createMimeDataFromSelection() const
{
    auto *selected = new QMimeData;
    selected->setText(LineText::plain(textCursor().selection().toPlainText()));
    return selected;
}
