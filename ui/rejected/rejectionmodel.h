// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/rejectionquestions.h"
#include "ui/text/format.h"

#include <QAbstractTableModel>
#include <QMap>
#include <QSet>

class SignalBus;

/// Rejections and their reasons: newest first, read in pages, growing while rejections are committed.
/// Main thread. Keeps at most kMaxRows; older rows are removed at the bottom and can be fetched again.
class RejectionModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RejectionModel)

public:
    enum Column { Time, Outcome, Reason, SiteKey, Protocol, Detail, Count, Source, Excerpt, ColumnCount };
    enum Role { RejectionRole = Qt::UserRole + 1, RawRole };
    enum class State : quint8 { Loading, Ready, Failed };

    static constexpr qsizetype kMaxRows = 20'000;

    RejectionModel(SignalBus &bus, RejectionQuestions &source, const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const Rejection &rejectionAt(int row) const { return m_rows.at(row); }
    const QList<Rejection> &rows() const { return m_rows; } ///< newest first
    /// Only rows of this site; empty = of all, and of none.
    void setSite(const QString &site);
    QString site() const { return m_site; }
    /// Only rows that belong to none of the known sites, whatever site is set.
    void setOfNoSite(bool on);
    bool isOfNoSite() const { return m_isOfNoSite; }
    void setKnownSites(const QSet<QString> &sites);
    /// Only rows with this reason; empty = all.
    void setReason(const QString &reason);
    QString reason() const { return m_reason; }
    /// Number of rejected hits per reason, over the rows of the site read so far.
    const QMap<QString, qint64> &reasonCounts() const { return m_counts; }
    /// Of the hits read so far: how many belong to no site.
    qint64 ofNoSite() const { return m_ofNoSite; }
    /// The hits of the site read so far, whatever the reason.
    qint64 hitsOfSite() const;
    void reload();
    void setTimeZone(const QTimeZone &zone);

    State state() const { return m_state; }
    QString errorText() const { return m_error; }
    bool isBusy() const { return m_asking.isOpen(); }

Q_SIGNALS:
    void stateChanged();
    void countsChanged();

private:
    void onRejected(const QList<Rejection> &rejections);
    void onPage(const Result<RejectionPage> &page);
    void request();
    void appendOlder(const QList<Rejection> &rows);
    void trim();
    void count(const Rejection &rejection);
    /// Whether some of the rejections read are not among the rows.
    bool isNarrowed() const { return m_isOfNoSite || !m_site.isEmpty() || !m_reason.isEmpty(); }
    /// Whether it is of the site that is looked at.
    bool isOfSite(const Rejection &rejection) const;
    bool isShown(const Rejection &rejection) const
    {
        return isOfSite(rejection) && (m_reason.isEmpty() || rejection.reason == m_reason);
    }
    QList<Rejection> shown(const QList<Rejection> &rows) const;

    RejectionQuestions &m_source;
    const Clock &m_clock;
    ZoneClock m_zone;
    QList<Rejection> m_rows; ///< newest first
    QMap<QString, qint64> m_counts;
    qint64 m_ofNoSite = 0;
    QSet<QString> m_sites; ///< known ones
    QString m_site;
    bool m_isOfNoSite = false;
    QString m_reason;
    QString m_error;
    Asking m_asking;
    qint64 m_newestId = 0; ///< everything up to here was read
    qint64 m_oldestId = 0; ///< the next page asks for ids below this
    State m_state = State::Loading;
    bool m_atEnd = false;
    bool m_isReloading = false;
    QList<Rejection> m_early; ///< arrived before the first answer
};
