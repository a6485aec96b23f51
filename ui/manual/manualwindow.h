// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/manual/manualbook.h"

#include <QWidget>

class ManualView;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QStackedWidget;
class QToolButton;

/// The manual in its own window: contents, search, one page. It has no parent, so
/// that a dialog that it explains does not block it. Main thread.
class ManualWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit ManualWindow(QWidget *parent = nullptr);

    /// Shows the window at "visits.md#midnight", in front. An unknown page opens the first one.
    void open(const QString &place);
    /// The current place.
    QString place() const;

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildSide();
    QToolButton *addButton(const QString &objectName, const QString &text, const QString &icon);
    void addShortcuts();
    void search();
    void openItem(const QListWidgetItem *item);
    void onPageShown();
    void paintIcons();

    ManualBook m_book;
    ManualView *m_view;
    QToolButton *m_back;
    QToolButton *m_forward;
    QLineEdit *m_search;
    QStackedWidget *m_lists; ///< contents, search results, no results
    QListWidget *m_contents;
    QListWidget *m_found;
};
