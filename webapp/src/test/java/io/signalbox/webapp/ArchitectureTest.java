package io.signalbox.webapp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.time.Clock;

/** The arrows between modules and packages. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox");

    @Test
    void arrowsPointFromTheWebToTheEngineToTheSdkAndNeverBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("web")
                .definedBy("io.signalbox.webapp..")
                .layer("engine")
                .definedBy("io.signalbox.engine..")
                .layer("templates")
                .definedBy("io.signalbox.templates..")
                .layer("library")
                .definedBy("io.signalbox.connectors..")
                .layer("sdk")
                .definedBy("io.signalbox.sdk..")
                .whereLayer("web")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("web")
                .whereLayer("templates")
                .mayOnlyBeAccessedByLayers("web")
                // Found through its service file.
                .whereLayer("library")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void camundaIsSeenByOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.signalbox.engine.camunda..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.camunda..")
                .check(CLASSES);
    }

    @Test
    void theSdkStandsOnAlmostNothing() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.sdk..")
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                        "io.signalbox.sdk..", "java..", "jakarta.validation..", "org.jspecify..", "org.slf4j.."))
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.servlet..", "org.springframework.web..", "org.springframework.http.."))
                .check(CLASSES);
    }

    @Test
    void connectorsDoNotKnowOneAnother() {
        SlicesRuleDefinition.slices()
                .matching("io.signalbox.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.signalbox.webapp.settings..", "io.signalbox.testkit..")
                .should()
                .callMethodWhere(JavaCall.Predicates.target(readsTheTime()))
                .check(CLASSES);
    }

    @Test
    void packagesAreNullMarked() {
        classes().should(liveInANullMarkedPackage()).check(CLASSES);
    }

    private static DescribedPredicate<AccessTarget> readsTheTime() {
        return DescribedPredicate.describe("reads the time of the machine", target -> {
            if (!(target instanceof MethodCallTarget method)) {
                return false;
            }
            JavaClass owner = method.getOwner();
            boolean now = method.getName().equals("now")
                    && owner.getPackageName().startsWith("java.time")
                    && method.getRawParameterTypes().stream().noneMatch(p -> p.isAssignableTo(Clock.class));
            return now
                    || (owner.isEquivalentTo(System.class) && method.getName().equals("currentTimeMillis"))
                    || (owner.isEquivalentTo(Clock.class) && method.getName().startsWith("system"));
        });
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lives in a package without @NullMarked"));
                }
            }
        };
    }
}
