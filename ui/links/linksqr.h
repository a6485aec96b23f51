// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "ui/files/savefile.h"

#include <QList>
#include <QString>

class QWidget;

/// QR codes of short links, on the clipboard and in files. Main thread. Each calls back with a sentence about
/// what happened; not at all when the user cancelled.
namespace LinksQr {

using Said = std::function<void(const QString &sentence)>;

void copy(const QString &url, const Said &said);
/// `format`: "svg" or "png".
void save(QWidget *parent, const SaveFileHook &ask, const Link &link, const QString &url,
          const QString &format, const Said &said);
/// A sheet of labels for printing, as a page for browsers.
void saveSheet(QWidget *parent, const SaveFileHook &ask, const QList<Link> &links,
               const QString &collectorUrl, const Said &said);

} // namespace LinksQr
