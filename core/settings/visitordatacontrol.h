// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QObject>
#include <QStringList>

/// What windows ask of the data that visitors are known by. Main thread; every request returns at once, is
/// carried out after those before it, and ends with busyChanged(false) when it was the last one.
class VisitorDataControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~VisitorDataControl() override = default;

    /// What was in use after the last change.
    virtual const VisitorDataReport &report() const = 0;
    virtual bool isBusy() const = 0;

    /// Places: one file or two. Others: one. What was in use stays when the files are no good.
    virtual void importFiles(VisitorDataKind kind, const QStringList &files) = 0;
    /// The same of a text; not for places.
    virtual void importText(VisitorDataKind kind, const QString &text) = 0;
    /// Puts every local network of this name there on the map.
    virtual void placeNetwork(const QString &name, GeoPosition position) = 0;
    virtual void remove(VisitorDataKind kind) = 0;
    virtual void setCountryOnly(bool on) = 0;

Q_SIGNALS:
    void reportChanged(const VisitorDataReport &report);
    void busyChanged(bool isBusy);
    /// A request was carried out; reportChanged() came before it.
    void succeeded(VisitorDataKind kind);
    /// A request was refused; everything is as before.
    void failed(VisitorDataKind kind, const Error &error);
};
