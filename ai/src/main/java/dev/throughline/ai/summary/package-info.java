/**
 * What happened, in a few sentences: by a template, or by a language model whose every number,
 * date, name and identifier is checked. The only importer of LangChain4j.
 */
@org.jspecify.annotations.NullMarked
package dev.throughline.ai.summary;
