"""What there is to see of a supervisor's only child."""

from newswire.processes.child import Child
from newswire.processes.supervise import Supervisor


def only(supervisor: Supervisor) -> Child:
    (child,) = supervisor.check()
    return child


def printed(child: Child) -> str:
    return child.log.read_text()
