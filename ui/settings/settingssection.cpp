// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingssection.h"

#include "ui/look/theme.h"
#include "ui/settings/settingschanges.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/helptopic.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

SettingsSection::SettingsSection(Place place, SettingsChanges &changes, QWidget *parent) :
    QWidget(parent), m_place(std::move(place)), m_changes(changes), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("settings_") + m_place.name);
    setAccessibleName(m_place.title);
    HelpTopic::set(this, m_place.help);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Metrics::kGrid);
}

void SettingsSection::apply(const QString &what, const std::function<void()> &now,
                            std::function<void()> before)
{
    now();
    noteChange(what, std::move(before));
}

void SettingsSection::noteChange(const QString &what, std::function<void()> before)
{
    refresh();
    m_changes.note(what, [section = QPointer(this), undo = std::move(before)] {
        if (!section)
            return;
        undo();
        section->refresh();
    });
}

void SettingsSection::setRemark(const QString &remark)
{
    if (remark == std::exchange(m_remark, remark))
        return;
    Q_EMIT remarkChanged();
}

void SettingsSection::addCaption(const QString &text)
{
    auto *caption = new PlainLabel(text, this);
    caption->setFont(Type::caption());
    setTone(caption, Tone::Muted);
    m_column->addWidget(caption);
}

QLabel *SettingsSection::addNote(const QString &text)
{
    auto *note = new PlainLabel(text, this);
    note->setFont(Type::small());
    note->setWordWrap(true);
    setTone(note, Tone::Muted);
    m_column->addWidget(note);
    return note;
}

QBoxLayout *SettingsSection::addRow(const QString &label, QWidget *field, const QString &behind)
{
    auto *name = new PlainLabel(label, this);
    name->setFixedWidth(Metrics::widened(kLabel));
    name->setWordWrap(true);
    name->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    auto *row = new QHBoxLayout;
    row->setSpacing(kField - kLabel);
    row->addWidget(name);
    row->addWidget(field);
    if (!behind.isEmpty()) {
        auto *words = new PlainLabel(behind, this);
        words->setWordWrap(true);
        setTone(words, Tone::Muted);
        row->addWidget(words, 1);
    } else if (field->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed
               || field->sizePolicy().horizontalPolicy() == QSizePolicy::Maximum
               || field->maximumWidth() < QWIDGETSIZE_MAX) {
        row->addStretch(1);
    }
    m_column->addLayout(row);
    return row;
}

QLabel *SettingsSection::addMessage(const QString &objectName, int indent)
{
    auto *message = new PlainLabel(this);
    message->setObjectName(objectName);
    message->setFont(Type::small());
    message->setWordWrap(true);
    message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    message->hide();
    auto *row = new QHBoxLayout;
    row->addSpacing(indent);
    row->addWidget(message, 1);
    m_column->addLayout(row);
    return message;
}

void SettingsSection::addWidget(QWidget *widget)
{
    m_column->addWidget(widget);
}

void SettingsSection::addLine()
{
    auto *line = new QFrame(this);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Dark);
    m_column->addSpacing(12);
    m_column->addWidget(line);
    m_column->addSpacing(12);
}

void SettingsSection::addEnd()
{
    m_column->addStretch(1);
    QWidget *last = nullptr;
    follow(*m_column, last); // members are made in another order
}

void SettingsSection::follow(const QLayout &layout, QWidget *&last)
{
    for (int i = 0; i < layout.count(); ++i) {
        const QLayoutItem &item = *layout.itemAt(i);
        if (const QLayout *inner = layout.itemAt(i)->layout()) {
            follow(*inner, last);
        } else if (QWidget *widget = item.widget(); widget && widget->focusPolicy() != Qt::NoFocus) {
            if (last)
                setTabOrder(last, widget);
            last = widget;
        } else if (widget && widget->layout()) {
            follow(*widget->layout(), last);
        }
    }
}

QComboBox *SettingsSection::makeChoice(const QString &objectName, const QStringList &words,
                                       const std::function<void(int)> &chosen)
{
    auto *choice = new ChoiceBox(this);
    choice->setObjectName(objectName);
    choice->addItems(words);
    choice->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    int longest = 8;
    for (const QString &word : words)
        longest = std::max(longest, static_cast<int>(word.size()));
    choice->setMinimumContentsLength(std::min(longest, 36));
    connect(choice, &QComboBox::activated, this, chosen);
    return choice;
}

QPushButton *SettingsSection::makeHelp(const QString &text, const QString &place)
{
    auto *button = new QPushButton(text, this);
    button->setFlat(true);
    connect(button, &QPushButton::clicked, this, [this, place] {
        HelpRequest request(place);
        QCoreApplication::sendEvent(this, &request);
    });
    return button;
}

void SettingsSection::setMessage(QLabel *message, const QString &text, bool isError)
{
    setTone(message, isError ? Tone::Bad : Tone::Muted);
    message->setText(text);
    message->setHidden(text.isEmpty());
}
