-- Bigrams of Chinese and words of other scripts; rowid is the service request's number. Contentless: the text is kept once.
CREATE VIRTUAL TABLE `service_request_search` USING fts5(grams, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
