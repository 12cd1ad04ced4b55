"""The question that a person answers in the UI before anything is changed."""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import ApprovalOperator

#: unanswered for this long, nothing is done
ANSWER = timedelta(days=1)


def approval(subject: str, shown: str) -> ApprovalOperator:
    """Asks `subject` with the Markdown that the task `shown` returned as `body`; rejected, what follows is skipped."""
    return ApprovalOperator(
        task_id="approve",
        subject=subject,
        body=f"{{{{ ti.xcom_pull(task_ids='{shown}')['body'] }}}}",
        defaults=ApprovalOperator.REJECT,
        response_timeout=ANSWER,
        retries=0,
        doc_md="Waits for somebody who approves or rejects what the task before it shows. Rejected or not answered "
        "within a day, nothing is changed and what follows is skipped.",
    )
