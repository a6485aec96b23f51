// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/troublebar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace {

constexpr int kMargin = 24;
constexpr int kSign = 16; ///< at full size of texts
constexpr int kAfterSign = 12;
constexpr int kLeastWhy = 140; ///< so that a word without end does not push the buttons out of the window

QString nameOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::UseFreePort: return QStringLiteral("UsePort");
    case Remedy::TryAgain: return QStringLiteral("TryAgain");
    case Remedy::OpenSettings: return QStringLiteral("Settings");
    case Remedy::Repair: return QStringLiteral("Repair");
    case Remedy::Dismiss: return QStringLiteral("Dismiss");
    }
    return {};
}

} // namespace

TroubleBar::TroubleBar(const Trouble &trouble, const CollectorState &collector, QWidget *parent) :
    QWidget(parent), m_isFailing(trouble.isFailing), m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("trouble_") + trouble.code);
    setMinimumHeight(kHeight);
    setAccessibleName(LineText::joined({trouble.what, trouble.why}, QStringLiteral(": ")));
    m_row->setSpacing(12);
    fit();
    auto *what = new PlainLabel(trouble.what + u':', this);
    what->setFont(Type::strong());
    auto *why = new PlainLabel(this);
    why->setObjectName(objectName() + QStringLiteral("Why"));
    constexpr qsizetype kLongest = 600; // names of others may stand in it
    why->setText(LineText::breakable(LineText::shortened(LineText::oneLine(trouble.why), kLongest)));
    why->setWordWrap(true);
    why->setMinimumWidth(kLeastWhy);
    why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row->addWidget(what);
    m_row->addWidget(why, 1);
    for (const Remedy remedy : trouble.remedies) {
        QPushButton *button = addButton(remedyText(trouble, remedy, collector),
                                        objectName() + nameOf(remedy));
        if (remedy == trouble.remedies.constFirst() && remedy != Remedy::Dismiss)
            makePrimary(button);
        connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT chosen(remedy); });
    }
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void TroubleBar::fit()
{
    const int start = kMargin + TextScale::scaled(kSign) + kAfterSign;
    m_row->setContentsMargins(isRightToLeft() ? kMargin : start, 6, isRightToLeft() ? start : kMargin, 7);
}

void TroubleBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

QPushButton *TroubleBar::addButton(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    m_row->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

void TroubleBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const QColor colour = m_isFailing ? theme.bad : theme.warn;
    const QColor tint = m_isFailing ? theme.badTint : theme.warnTint;
    QPainter painter(this);
    painter.fillRect(rect(), tint);
    QColor edge = colour;
    edge.setAlphaF(0.35f);
    painter.fillRect(QRect(0, height() - 1, width(), 1), edge);
    const int size = TextScale::scaled(kSign);
    const int x = isRightToLeft() ? width() - kMargin - size : kMargin;
    painter.drawPixmap(QPointF(x, (height() - size) / 2.0),
                       iconPixmap(QStringLiteral("warning"), colour, size, devicePixelRatioF()));
}
