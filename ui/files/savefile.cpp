// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/savefile.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace {

QString filterOf(const QString &suffix)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("SaveFile", text); };
    if (suffix == QLatin1StringView("png") || suffix == QLatin1StringView("svg"))
        return LineText::fill(tr("%1 pictures (*.%2)"), suffix.toUpper(), suffix);
    return LineText::fill(tr("%1 files (*.%2)"), suffix.toUpper(), suffix);
}

} // namespace

void askForFileToSave(QWidget *parent, const QString &suggestedName,
                      const std::function<void(const QString &)> &answer)
{
    const QString suffix = QFileInfo(suggestedName).suffix();
    auto *dialog = new QFileDialog(parent, QCoreApplication::translate("SaveFile", "Export"), QString(),
                                   filterOf(suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, answer);
    dialog->open();
}
