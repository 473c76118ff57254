"""The business case: what is asked for, what it returns, what each number rests on, and who said yes."""
