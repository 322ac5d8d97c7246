"""What runs inside the sandbox: no code here knows an exam, a key or a checker."""
