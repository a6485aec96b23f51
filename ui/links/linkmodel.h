// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/linkquestions.h"
#include "ui/links/linkcounter.h"
#include "ui/links/linkstock.h"
#include "ui/links/linktext.h"
#include "ui/links/linktrends.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <optional>

class SignalBus;
struct AllQuestions;

/// The short links that a wish selects, with their clicks. Everything that looks at all links is done in a
/// thread of its own, so that a hundred thousand of them do not stop the window. The order stays as it is
/// while clicks arrive, until somebody wishes another one. Main thread; the references must outlive it.
class LinkModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkModel)

public:
    enum Column {
        Code,
        Destination,
        Name,
        Now,
        Today,
        Month,
        Trend,
        Total,
        State,
        Campaign,
        Tags,
        ColumnCount
    };
    enum class Reading : quint8 { Loading, Ready, Failed };

    LinkModel(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QObject *parent = nullptr);
    ~LinkModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const Link &linkAt(int row) const { return m_stock->links.at(m_order.rows.at(row)); }
    LinkClicks clicksAt(int row) const { return clicksOf(*m_counter.counts(), linkAt(row).code); }
    const std::shared_ptr<const LinkCounts> &counts() const { return m_counter.counts(); }
    LinkClicks clicksOfCode(const QString &code) const { return clicksOf(*m_counter.counts(), code); }
    QList<qint64> trendAt(int row) const;
    LinkText::State stateAt(int row) const;
    /// Null = there is none. Valid until the links change.
    const Link *find(const QString &code) const { return m_stock->find(code); }
    const LinkStock &stock() const { return *m_stock; }
    const std::shared_ptr<const LinkStock> &sharedStock() const { return m_stock; }
    const LinkOrder &order() const { return m_order; }
    /// Where the collector answers; "" = nowhere.
    void setCollectorUrl(const QString &url);
    const QString &collectorUrl() const { return m_collectorUrl; }

    const LinkWish &wish() const { return m_wish; }
    void setWish(const LinkWish &wish);
    /// Codes of links, and of the current one: what rowsFound() tells the rows of.
    using Selection = std::function<std::pair<QSet<QString>, QString>()>;
    void setSelection(Selection selection) { m_selection = std::move(selection); }
    /// Reads the links again, soon: changes that come one after the other are one. While off, once it is on.
    void reload();
    /// After an error: reads the links and counts their clicks again.
    void retry();
    /// Reads links and counts clicks only while on.
    void setOn(bool on);
    void setVisibleRows(int first, int last);

    Reading reading() const { return m_reading; }
    /// Of the links, or else of their clicks.
    QString errorText() const;
    bool isBusy() const;
    /// Rows for the present wish are on their way.
    bool isArranging() const { return m_working > 0; }
    /// By which a column is sorted; nothing when it cannot be.
    static std::optional<LinkWish::Order> orderOf(int column);
    /// No link at all, of any site.
    bool isEmpty() const { return m_stock->links.isEmpty(); }

Q_SIGNALS:
    void stateChanged(); ///< also after each change of the rows
    void linksChanged(); ///< tags and campaigns, too
    /// After the rows changed: those of what was selected.
    void rowsFound(const QList<int> &rows, int current);
    void countsChanged();
    /// Clicks of former days are others than before, or another day has begun.
    void daysChanged();

private:
    void readWhenDue();
    void take(const Result<QList<Link>> &links);
    void arrange();
    void forgetDays();
    void show(const std::shared_ptr<const LinkStock> &stock, const LinkOrder &order, int generation);
    void onCounted();
    QString text(const Link &link, int column) const;
    QString wholeText(const Link &link, int column) const; ///< for the tooltip

    LinkQuestions &m_source;
    const Clock &m_clock;
    LinkCounter m_counter;
    LinkTrends m_trends;
    LinkWish m_wish;
    Selection m_selection;
    QString m_collectorUrl;
    QString m_error;
    Reading m_reading = Reading::Loading;
    std::shared_ptr<const LinkStock> m_stock;
    std::shared_ptr<const LinkStock> m_next; ///< read, and not yet shown
    LinkOrder m_order;
    int m_generation = 0;
    int m_working = 0; ///< jobs
    int m_firstVisible = 0, m_lastVisible = 0;
    bool m_isCounted = false; ///< the order knows of clicks
    bool m_isOn = false;
    bool m_isStale = true; ///< there are other links than those that were read
    Asking m_asking;
    QTimer m_reload;
    QElapsedTimer m_sinceRead;
    QTimer m_visible;
    QThreadPool m_worker; ///< one thread; last, because its jobs post to this object
};
