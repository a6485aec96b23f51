// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/savefile.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

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
    // Where the last file went; the first one goes to the documents, not to where the program was started.
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QFileInfo(folder).isDir())
        folder = QDir::homePath();
    auto *dialog = new QFileDialog(parent, QCoreApplication::translate("SaveFile", "Export"), folder,
                                   filterOf(suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [answer](const QString &fileName) {
        folder = QFileInfo(fileName).absolutePath();
        answer(fileName);
    });
    dialog->open();
}
