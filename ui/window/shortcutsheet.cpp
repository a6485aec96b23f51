// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/shortcutsheet.h"

#include "ui/look/theme.h"
#include "ui/text/plaintext.h"
#include "ui/window/menusandkeys.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace {

constexpr int kColumns = 2;

struct Group
{
    QString title;
    QList<std::pair<QString, QString>> rows; ///< keys, what they do
};

struct Gesture
{
    const char *group, *keys, *text;
};

constexpr std::array kGestures {
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "List of hits"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Enter, double click"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Inspect the hit")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "List of hits"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Shift+Up, Shift+Down"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Select more rows")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Chart"), QT_TRANSLATE_NOOP("ShortcutSheet", "Drag"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Choose a range")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Chart"), QT_TRANSLATE_NOOP("ShortcutSheet", "Ctrl+wheel"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Zoom")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Chart"), QT_TRANSLATE_NOOP("ShortcutSheet", "Left, Right"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Read the values, with Shift to select")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Chart"), QT_TRANSLATE_NOOP("ShortcutSheet", "Enter"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Cut the range to the selection")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Ranked lists"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Click, Enter"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Filter by the value")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Ranked lists"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Ctrl+click, Ctrl+Enter"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Leave the value out")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Ranked lists"), QT_TRANSLATE_NOOP("ShortcutSheet", "Delete"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Remove the focused filter")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "Wheel, + and −"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Zoom")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "Drag, arrows"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Move")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "0"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Show the whole range, then the whole world")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "Click, Enter"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Show a country and its cities")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "Ctrl+click"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Filter by a country")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "P"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Play the days of the range, or pause")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", ", and ."),
             QT_TRANSLATE_NOOP("ShortcutSheet", "The day before or after")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Map"), QT_TRANSLATE_NOOP("ShortcutSheet", "Home, End"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "The first or the last day")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Links"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Enter, double click"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Show the link")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Links"), QT_TRANSLATE_NOOP("ShortcutSheet", "F2"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Edit it")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Links"), QT_TRANSLATE_NOOP("ShortcutSheet", "Delete"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Delete the chosen links")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Links"), QT_TRANSLATE_NOOP("ShortcutSheet", "Ctrl+Z"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Undo the last change")},
    Gesture {QT_TRANSLATE_NOOP("ShortcutSheet", "Settings"), QT_TRANSLATE_NOOP("ShortcutSheet", "Ctrl+Z"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Undo the last change")},
};

void add(QList<Group> &groups, const QString &title, const QString &keys, const QString &text)
{
    auto group = std::ranges::find(groups, title, &Group::title);
    if (group == groups.end())
        group = groups.insert(groups.end(), {title, {}});
    group->rows.append({keys, text});
}

QList<Group> groupsOf(const QList<QAction *> &actions)
{
    QList<Group> groups;
    for (const QAction *action : actions) {
        QStringList keys;
        const QList<QKeySequence> shortcuts = action->shortcuts();
        for (const QKeySequence &shortcut : shortcuts)
            keys.append(shortcut.toString(QKeySequence::NativeText));
        if (!keys.isEmpty())
            add(groups, MenusAndKeys::menuOf(*action), keys.join(QStringLiteral(", ")),
                MenusAndKeys::textOf(*action));
    }
    for (const Gesture &gesture : kGestures)
        add(groups, ShortcutSheet::tr(gesture.group), ShortcutSheet::tr(gesture.keys),
            ShortcutSheet::tr(gesture.text));
    return groups;
}

QWidget *sectionOf(const Group &group, int keysWidth, QWidget *parent)
{
    auto *section = new QWidget(parent);
    auto *grid = new QGridLayout(section);
    grid->setContentsMargins(0, 0, 0, 2 * Metrics::kGrid);
    grid->setHorizontalSpacing(2 * Metrics::kGrid);
    grid->setVerticalSpacing(6);
    grid->setColumnMinimumWidth(0, keysWidth);
    grid->setColumnStretch(1, 1);
    auto *title = new PlainLabel(group.title, section);
    title->setFont(Type::caption());
    setTone(title, Tone::Muted);
    grid->addWidget(title, 0, 0, 1, 2);
    for (const auto &[keys, text] : group.rows) {
        auto *name = new PlainLabel(keys, section);
        name->setFont(Type::strong());
        const int row = grid->rowCount();
        grid->addWidget(name, row, 0);
        grid->addWidget(new PlainLabel(text, section), row, 1);
    }
    return section;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keys and gestures"));
    const QList<Group> groups = groupsOf(actions);
    qsizetype rows = 0;
    int keysWidth = 0;
    for (const Group &group : groups) {
        rows += group.rows.size() + 2;
        for (const auto &[keys, text] : group.rows)
            keysWidth = std::max(keysWidth, QFontMetrics(Type::strong()).horizontalAdvance(keys));
    }
    auto *sheet = new QWidget(this);
    auto *columns = new QHBoxLayout(sheet);
    columns->setContentsMargins(24, 24, 24, 0);
    columns->setSpacing(48);
    qsizetype placed = 0;
    QVBoxLayout *column = nullptr;
    for (const Group &group : groups) {
        if (!column || (columns->count() < kColumns && placed >= rows / kColumns)) {
            column = new QVBoxLayout;
            column->setSpacing(0);
            columns->addLayout(column, 1);
        }
        column->addWidget(sectionOf(group, keysWidth, sheet));
        placed += group.rows.size() + 2;
    }
    for (int i = 0; i < columns->count(); ++i)
        static_cast<QVBoxLayout *>(columns->itemAt(i)->layout())->addStretch(1);
    auto *scroll = new QScrollArea(this); // on a low screen
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(sheet);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(24, 0, 24, 16);
    foot->addWidget(buttons);
    layout->addLayout(foot);
    const QSize wanted = sheet->sizeHint() + QSize(24, foot->sizeHint().height() + 16);
    resize(parent ? wanted.boundedTo(parent->window()->size() - QSize(48, 48)) : wanted);
}
