// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/realtimesnapshot.h"

#include <QAbstractListModel>

#include <functional>

/// A short ranked list whose counts change in place: update() moves, inserts and changes only what
/// differs, so that a view keeps its selection and its hover. Main thread.
class TopListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopListModel)

public:
    enum Role {
        LabelRole = Qt::UserRole + 1, ///< as counted: path, host, country code
        CountRole, ///< qint64
        ShareRole, ///< 0–1 of the largest count
    };
    using Entry = RealtimeSnapshot::Count;
    using TextOf = std::function<QString(const QString &label)>;

    /// `textOf` converts a label to text for people.
    explicit TopListModel(TextOf textOf, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `entries` in rank order, labels distinct; only the first kMaxRows are kept.
    void update(const QList<Entry> &entries);
    const QList<Entry> &entries() const { return m_entries; }

    static constexpr qsizetype kMaxRows = 50;

private:
    qsizetype find(const QString &label, qsizetype from) const;

    TextOf m_textOf;
    QList<Entry> m_entries;
};
