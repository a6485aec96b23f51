// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/files/savefile.h"
#include "ui/look/theme.h"
#include "ui/past/pastemptiness.h"
#include "ui/past/pastquestion.h"
#include "ui/past/statsasker.h"

#include <QWidget>

#include <functional>
#include <optional>

class CollectorControl;
class PastBar;
class QJsonObject;
class QMenu;
class SignalBus;
class StatePanel;
class StatsExport;
struct PictureHead;

/// What every page about the past needs; all of it must outlive the pages.
struct PastSources
{
    SignalBus &bus;
    CollectorControl &collector;
    StatsQuestions &stats;
    PastQuestion &past; ///< one for all pages
};

/// A page about the past: it asks the question of PastQuestion, shows the answer or why there is none, and
/// exports it. While hidden it asks nothing and keeps what it showed.
///
/// A page derives from it, builds its content, calls start() at the end of its constructor, and overrides
/// buildQuery(), showAnswer(), clear() and tables(). Main thread.
class PastPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PastPage)

public:
    const Question &question() const { return m_past.current(); }
    /// Makes `next` the current question; this can be undone.
    void setQuestion(const Question &next);
    void openFilterMenu();
    /// Sets the keyboard focus to the main part.
    virtual void focusContent() { setFocus(); }
    /// Writes the page's tables to files, after asking for a name; only the first one unless overridden.
    virtual void exportTables();
    /// Copies a table as CSV to the clipboard: the first one unless overridden.
    virtual void copyTable();
    void setSaveFileHook(const SaveFileHook &hook);
    /// No question is open, and the content is not animated.
    bool isSettled() const;
    /// State that the page keeps across restarts, without the question.
    QByteArray state() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void settledChanged();
    void messagePosted(const QString &text);
    void siteChosen(const QString &site);

protected:
    static constexpr int kMargin = 3 * Metrics::kGrid; ///< left and right of the content, in pixels

    /// A table that the page shows and exports, and its name in the menu: "Countries".
    struct Table
    {
        QString text;
        StatsSection section;
    };
    /// A picture that the page exports: "Chart", "chart" in the names of files.
    struct Picture
    {
        QString text;
        QString fileName;
        std::function<bool(const QString &fileName)> savePng, saveSvg; ///< false when it cannot be written
    };

    /// Object names begin with `name`: "mapPage", "mapState", "mapClearFilters".
    PastPage(const QString &name, const PastSources &sources, QWidget *parent);
    /// Puts `bar` above `content`, which is hidden while there is nothing to show, and starts. A smaller
    /// margin at the right, in pixels, leaves room for a scroll bar of the content.
    void start(PastBar *bar, QWidget *content, int rightMargin = kMargin);

    /// The content stays in view, faded, behind the reason why there is nothing to show. After start().
    void keepContentBehindReasons();

    /// The query: PastQuestion::query() with the lists and series of this page.
    virtual StatsQuery buildQuery() const = 0;
    virtual void showAnswer(const StatsQuery &query, const StatsTable &table) = 0;
    /// The site changed: the content is outdated.
    virtual void clear() = 0;
    /// The entries of the export menu, in order.
    virtual QList<Table> tables() const = 0;
    virtual QList<Picture> pictures() const { return {}; }
    virtual void fillExportMenu(QMenu &menu);
    /// The question changed and will be asked.
    virtual void showQuestion() { }
    /// Asks again soon.
    virtual void ask();
    virtual void onMetricChanged();
    /// An answer takes long; the content is from the previous one.
    virtual void showWaiting(bool) { }
    /// Why the content is blank although there are hits.
    virtual std::optional<PastEmptiness::Reason> blankReason() const { return std::nullopt; }
    /// The button of blankReason() was pressed.
    virtual void leaveBlank() { }
    virtual bool isContentSettled() const { return true; }
    virtual QJsonObject contentState() const;
    virtual void restoreContentState(const QJsonObject &) { }

    const PastSources &sources() const { return m_sources; }
    PastQuestion &past() const { return m_past; }
    /// The latest answer and its question; null until there is one for this site.
    const StatsTable *table() const { return m_answer ? &m_answer->table : nullptr; }
    const StatsQuery *answeredQuery() const { return m_answer ? &m_answer->query : nullptr; }
    /// Site, range and filters of the answer, for pictures.
    PictureHead pictureHead() const;
    /// Shows the content, or hides it if there is nothing to show.
    void updateState();
    void saveTable(const StatsSection &section);
    /// Each in a file of its own: NAME-totals.csv, NAME-page.csv and so on.
    void saveTables(const QList<Table> &tables);
    void copySection(const StatsSection &section);
    /// Opens the whole of a list in a dialog.
    void openList(const BreakdownQuery &list);
    static QAction *addExport(QMenu &menu, const QString &text, const QString &name);
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Answer
    {
        StatsQuery query;
        StatsTable table;
    };

    void buildLayout(QWidget *content, int rightMargin);
    void connectBar();
    void connectSources();
    void onQuestionChanged();
    void onSiteChanged();
    void onAnswer(const StatsQuery &query, const StatsTable &table);
    void onFailed(const Error &error);
    void savePicture(const QString &fileName, const std::function<bool(const QString &)> &save);

    const QString m_name;
    const PastSources m_sources;
    PastQuestion &m_past;
    StatsAsker m_asker;
    std::optional<Answer> m_answer;
    QString m_error; ///< why the last question failed
    StatsExport *m_export;
    PastBar *m_bar = nullptr;
    StatePanel *m_state = nullptr;
    PastEmptiness *m_emptiness = nullptr;
};
