// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/openfiles.h"

#include <QFileDialog>

void askForFiles(QWidget *parent, const OpenFilesQuestion &question,
                 const std::function<void(const QStringList &)> &answer)
{
    auto *dialog = new QFileDialog(parent, question.title, QString(), question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(question.takesSeveral ? QFileDialog::ExistingFiles : QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, answer);
    dialog->open();
}
