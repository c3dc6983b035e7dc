"""The HTML report: :func:`facelaw.report.html.render` turns a ``ReportData`` into one page."""
