"""Running a student's program where it can do nothing but compute.

    with sandbox(limits) as run:         a child process, confined before it sees the program
        run.load(["def f(x): return 2 * x"])
        (reply,) = run.ask([Call("f", (3.0,))])

    numbers     the plain data that goes in and comes out
    warm        a template process with NumPy imported, forked for every program
    running     one program: questions, replies, deadlines, how it ended
    layers      what confines it, what each layer warrants, what is asked for at least
    inside/     the code of the template and its children: limits, landlock, seccomp,
                namespaces, the program itself

The template never loads an exam, a key, a test or another program, so a fork of it has none to
show. What a program returns is read here as numbers and judged elsewhere: no object of its
making is ever compared, printed or unpickled, and how it exits decides nothing.
"""
