"""Processes: started, watched, ended together with whoever started them; the ports that they listen on."""
