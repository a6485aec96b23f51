// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/fieldtext.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"

#include <QMimeData>
#include <QPushButton>
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

QPushButton *FieldText::makeUnfolding(const QString &whole)
{
    auto *button = new QPushButton(tr("Show all"));
    button->setObjectName(QStringLiteral("unfoldField"));
    button->setProperty("flat", true);
    button->setFont(Type::small());
    button->setAccessibleName(LineText::fill(tr("Show all: %1"), accessibleName()));
    connect(button, &QPushButton::clicked, this, [this, button, whole, folded = toPlainText()] {
        const bool wasFolded = toPlainText() == folded;
        setPlainText(wasFolded ? whole : folded);
        setFixedHeight(sizeHint().height());
        button->setText(wasFolded ? tr("Show less") : tr("Show all"));
        button->setAccessibleName(
            LineText::fill(wasFolded ? tr("Show less: %1") : tr("Show all: %1"), accessibleName()));
    });
    return button;
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
