"""The spiders: they fetch and write down what came, one crawl a process; what it means is judged elsewhere."""
