package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.template.Placeholders;
import dev.sample.quill.template.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void escapesUnlessTold() {
        Template template = Template.compile("{{a}} {{{a}}} \\{{a}}");
        assertEquals("&lt;b&gt; <b> {{a}}", template.render(Map.of("a", "<b>")));
    }

    @Test
    void sectionsRepeatAndInvert() {
        Template template = Template.compile("{{#list}}{{name}}-{{all}} {{/list}}{{^list}}none{{/list}}");
        Object items = List.of(Map.of("name", "x"), Map.of("name", "y"));
        assertEquals("x-1 y-1 ", template.render(Map.of("list", items, "all", 1)));
        assertEquals("none", template.render(Map.of("list", List.of())));
    }

    @Test
    void missingValuesAndBrokenTagsAreErrors() {
        Template template = Template.compile("{{name}}");
        var missing = assertThrows(IllegalStateException.class, () -> template.render(Map.of()));
        assertTrue(missing.getMessage().contains("'name'"));
        assertThrows(IllegalArgumentException.class, () -> Template.compile("{{#a}}"));
        assertThrows(IllegalArgumentException.class, () -> Template.compile("{{a"));
        assertThrows(IllegalArgumentException.class, () -> Template.compile("{{/a}}"));
    }

    @Test
    void expandsVariables() {
        Placeholders variables = new Placeholders(Map.of("HOME", "/h", "CONF", "${HOME}/etc", "LOOP", "${LOOP}")::get);
        assertEquals("/h/etc:8080 $5", variables.expand("${CONF}:${PORT:-8080} $$5"));
        assertEquals("/h", variables.expand("${NONE:-${HOME}}"));
        assertThrows(IllegalArgumentException.class, () -> variables.expand("${LOOP}"));
        assertThrows(IllegalArgumentException.class, () -> variables.expand("${NONE}"));
        assertThrows(IllegalArgumentException.class, () -> variables.expand("${HOME"));
    }
}
