"""From a brief to the words a model is sent: find a prompt, check it, render it, count its tokens."""
