// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/fieldrow.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/onelinelabel.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

constexpr int kLabel = 104; ///< width in pixels
constexpr qsizetype kLongest = 400;

} // namespace

FieldRow::FieldRow(const QString &label, QWidget *field, QWidget *parent, QWidget *input) :
    QWidget(parent), m_name(label), m_input(input ? input : field), m_below(new PlainLabel(this))
{
    auto *name = new PlainLabel(label, this);
    name->setFixedWidth(Metrics::widened(kLabel));
    name->setWordWrap(true);
    name->setBuddy(m_input);
    if (m_input->accessibleName().isEmpty())
        m_input->setAccessibleName(label);
    m_below->setObjectName(m_input->objectName() + QStringLiteral("Below"));
    m_below->setFont(Type::small());
    m_below->setWordWrap(true);
    m_below->hide();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->addWidget(name, 0, 0, Qt::AlignVCenter);
    grid->addWidget(field, 0, 1);
    grid->addWidget(m_below, 1, 1);
    grid->setColumnStretch(1, 1);
}

void FieldRow::setProblem(const QString &sentence)
{
    if (sentence == m_sentence)
        return;
    m_sentence = sentence;
    setStyleProperty(m_input, "invalid", !sentence.isEmpty());
    showBelow();
}

void FieldRow::setNote(const QString &text, bool warns)
{
    m_note = text;
    m_warns = warns;
    showBelow();
}

void FieldRow::showBelow()
{
    const bool isWrong = !m_sentence.isEmpty();
    const QString &text = isWrong ? m_sentence : m_note;
    setTone(m_below, isWrong ? Tone::Bad : m_warns ? Tone::Warn : Tone::Muted);
    m_below->setText(LineText::breakable(LineText::shortened(text, kLongest)));
    m_below->setHidden(text.isEmpty());
    m_input->setAccessibleDescription(text);
}

QWidget *reachedBefore(const QWidget *widget)
{
    QWidget *before = widget->previousInFocusChain();
    while ((before->focusPolicy() & Qt::TabFocus) == 0 || before->focusProxy())
        before = before->previousInFocusChain();
    return before;
}

Fold::Fold(const QString &title, const QString &objectName, QWidget *parent) :
    QWidget(parent),
    m_head(new QToolButton(this)),
    m_summary(new OneLineLabel(this)),
    m_body(new QWidget(this)),
    m_column(new QVBoxLayout(m_body))
{
    m_head->setObjectName(objectName);
    m_head->setText(title);
    m_head->setFont(Type::strong());
    m_head->setCheckable(true);
    m_head->setArrowType(Qt::RightArrow);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_summary->setFont(Type::small());
    setTone(m_summary, Tone::Muted);
    m_column->setContentsMargins(0, 0, 0, 4);
    m_column->setSpacing(10);
    m_body->hide();
    auto *line = new QFrame(this);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Dark);
    auto *head = new QHBoxLayout;
    head->addWidget(m_head);
    head->addWidget(m_summary, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(line);
    column->addLayout(head);
    column->addWidget(m_body);
    connect(m_head, &QToolButton::toggled, this, [this](bool isOpen) {
        m_head->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_body->setVisible(isOpen);
    });
}

void Fold::setOpen(bool on)
{
    m_head->setChecked(on);
}

void Fold::setSummary(const QString &text)
{
    m_summary->setText(text);
    m_head->setAccessibleDescription(text);
}
