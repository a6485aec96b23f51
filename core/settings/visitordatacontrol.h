// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QObject>
#include <QStringList>

/// What windows ask of the data that describes visitors. Main thread; every request returns at once, is
/// carried out after the previous ones, and the last one ends with busyChanged(false).
class VisitorDataControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~VisitorDataControl() override = default;

    /// The report after the last change.
    virtual const VisitorDataReport &report() const = 0;
    virtual bool isBusy() const = 0;

    /// Places: one file or two. Others: one. If the files are invalid, the current data stays in use.
    virtual void importFiles(VisitorDataKind kind, const QStringList &files) = 0;
    /// The same from a text; not for places.
    virtual void importText(VisitorDataKind kind, const QString &text) = 0;
    /// Sets the position on the map of every local network of this name.
    virtual void placeNetwork(const QString &name, GeoPosition position) = 0;
    virtual void remove(VisitorDataKind kind) = 0;
    virtual void setCountryOnly(bool on) = 0;

Q_SIGNALS:
    void reportChanged(const VisitorDataReport &report);
    void busyChanged(bool isBusy);
    /// A request was carried out; reportChanged() was emitted before.
    void succeeded(VisitorDataKind kind);
    /// A request was refused; nothing changed.
    void failed(VisitorDataKind kind, const Error &error);
};
