// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/aboutdialog.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About Clickscope"));
    auto *picture = new QLabel(this);
    picture->setPixmap(iconPixmap(QStringLiteral("live"), Theme::of(this).accent, 48, devicePixelRatioF()));
    auto *name = new QLabel(tr("Clickscope %1").arg(QCoreApplication::applicationVersion()), this);
    QFont big = Type::strong();
    big.setPixelSize(20);
    name->setFont(big);
    auto *text = new QLabel(
        tr("An oscilloscope for clicks.\n\nFree software under the GNU General Public License, version 3 or "
           "later, without any warranty.\nBuilt on Qt %1, which is used under the GPL version 3.")
            .arg(QString::fromLatin1(qVersion())),
        this);
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    for (QWidget *part : {static_cast<QWidget *>(picture), static_cast<QWidget *>(name),
                          static_cast<QWidget *>(text), static_cast<QWidget *>(buttons)})
        column->addWidget(part);
}

ShortcutSheet::ShortcutSheet(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setHorizontalSpacing(32);
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        auto *keys = new QLabel(action->shortcut().toString(QKeySequence::NativeText), this);
        keys->setFont(Type::strong());
        QString words = action->text();
        form->addRow(keys, new QLabel(words.remove(QLatin1Char('&')), this));
    }
    auto *enter = new QLabel(tr("Enter"), this);
    enter->setFont(Type::strong());
    form->addRow(enter, new QLabel(tr("Inspect the selected hit"), this));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}
