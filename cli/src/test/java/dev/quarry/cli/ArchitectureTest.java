package dev.quarry.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between the modules: each owns one noun, and says here what it must not know. */
@AnalyzeClasses(packages = "dev.quarry", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("encoder")
            .definedBy("dev.quarry.encoder..")
            .layer("late-interaction")
            .definedBy("dev.quarry.lateinteraction..")
            .layer("indexer")
            .definedBy("dev.quarry.indexer..")
            .layer("eval")
            .definedBy("dev.quarry.eval..")
            .layer("cli")
            .definedBy("dev.quarry.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("eval")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("indexer")
            .mayOnlyBeAccessedByLayers("eval", "cli")
            .whereLayer("late-interaction")
            .mayOnlyBeAccessedByLayers("indexer", "eval", "cli")
            .whereLayer("encoder")
            .mayOnlyBeAccessedByLayers("indexer", "eval", "cli");

    @ArchTest
    static final ArchRule ONLY_LATE_INTERACTION_KNOWS_LUCENE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.quarry.lateinteraction..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule ONLY_INDEXER_KNOWS_JAVAPARSER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.quarry.indexer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.github.javaparser..", "eu.maveniverse..");

    @ArchTest
    static final ArchRule ONLY_ENCODER_KNOWS_TOKENIZERS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.quarry.encoder..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule ONLY_CLI_PARSES_COMMAND_LINES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.quarry.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule CLI_IS_NO_LIBRARY =
            classes().that().resideInAPackage("dev.quarry.cli..").should().notBePublic();
}
